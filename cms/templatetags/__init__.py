"""Tags of the public site's templates."""
