"""What every room needs and that knows none of them."""
