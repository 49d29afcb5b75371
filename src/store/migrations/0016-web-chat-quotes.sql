-- What an answer of staff quotes is known by the message alone; the page shows it above the answer.
grant select (quotes_message_id) on message to kodama_resident;
