"""The facilitator's pages: the own groups and their people. Every read of a person's record is audited."""
