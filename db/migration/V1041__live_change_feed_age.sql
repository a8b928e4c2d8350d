create index change_feed_age on change_feed (announced_at);
