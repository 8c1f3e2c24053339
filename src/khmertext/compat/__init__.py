"""The interfaces of other Khmer libraries, answered by khmertext."""
