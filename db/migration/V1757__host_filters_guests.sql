-- Whether guests can be held to their addresses there; null until it was tried.
alter table host add column filters_guests boolean null;
