"""Pictures made on the server: each works out positions, a template draws them."""
