"""What measures the site is tested as well."""
