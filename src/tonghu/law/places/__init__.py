"""各地: the documents as issued, their provisions and their dated values; data only, one folder a place."""
