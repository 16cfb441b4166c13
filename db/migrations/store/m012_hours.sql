-- Between which moments a text says that something was said: 21日晚, 昨晚11时许.
alter table quotes add column said_not_before
  /* where the text names hours of that day (21日晚, 昨晚11时许): UTC; else null */ text;
alter table quotes add column said_not_after text;
