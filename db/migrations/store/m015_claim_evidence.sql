-- Why something counts as a story's claim, and which item began its clock. Null in stories linked before.
alter table stories add column
  claim_item /* the document or topic that makes the claim */ text;
alter table stories add column
  claim_rule /* the rule that chose it */ text;
alter table stories add column
  claim_evidence /* why it is the claim, in words */ text;
alter table stories add column
  first_item /* the document or topic in which the claim was first seen */ text;
