"""From readings to dates."""

from khmertext.dates._resolving._lunar_days import share_labels as share_labels
from khmertext.dates._resolving._resolver import Resolver as Resolver
