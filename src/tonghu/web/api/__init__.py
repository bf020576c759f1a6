"""The API for partners, version 1: answers, the policy library, children within a token's scope."""
