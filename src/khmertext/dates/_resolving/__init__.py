"""From readings to dates."""

from khmertext.dates._resolving._resolver import Resolver as Resolver
