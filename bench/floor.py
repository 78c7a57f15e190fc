"""The floor: the shortest bot that stores what happened before it tells anybody.

Stock python-telegram-bot, one durable commit in raw sqlite3, one message. No rules, no record, no
deadlines, no second try: what anything more is paid for with is read against this.
"""

import os
import sqlite3
import sys

from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters

from bench.people import staff_of

database = sqlite3.connect(sys.argv[1], isolation_level=None)
database.execute("PRAGMA journal_mode=WAL")
database.execute("PRAGMA synchronous=FULL")
database.execute("CREATE TABLE events (id INTEGER PRIMARY KEY, person INTEGER, words TEXT)")


async def asked(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    person, message = update.effective_user, update.effective_message
    if person is None or message is None:
        return
    database.execute("BEGIN IMMEDIATE")
    row = (update.update_id, person.id, message.text)
    database.execute("INSERT INTO events VALUES (?, ?, ?)", row)
    database.execute("COMMIT")
    await context.bot.send_message(staff_of(person.id), f"{person.first_name} asks for somebody.")


if __name__ == "__main__":
    url, token = os.environ["ALONGSIDE_TELEGRAM__API_URL"], os.environ["ALONGSIDE_TELEGRAM__TOKEN"]
    builder = Application.builder().token(token).base_url(f"{url}/bot").concurrent_updates(32)
    application = builder.build()
    application.add_handler(MessageHandler(filters.ALL, asked))
    application.run_polling()
