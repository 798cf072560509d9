"""The API's mount: `/api/v1/`."""
