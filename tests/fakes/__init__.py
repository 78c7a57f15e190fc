"""Local servers that speak the platforms' own protocols, for tests with the real libraries."""
