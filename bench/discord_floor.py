"""The floor on Discord: the shortest bot that stores durably who went where before it goes on.

Stock discord.py, one durable commit in raw sqlite3 for each change of somebody's voice. It
acknowledges presses, and that is all: no rules, no record, no deadlines.
"""

import os
import sqlite3
import sys

import discord
from discord.gateway import DiscordWebSocket
from discord.http import Route

database = sqlite3.connect(sys.argv[1], isolation_level=None)
database.execute("PRAGMA journal_mode=WAL")
database.execute("PRAGMA synchronous=FULL")
database.execute("CREATE TABLE events (id INTEGER PRIMARY KEY, person INTEGER, room INTEGER)")
Route.BASE = os.environ["ALONGSIDE_DISCORD__API_URL"]
gateway = os.environ["ALONGSIDE_DISCORD__GATEWAY_URL"]
DiscordWebSocket.DEFAULT_GATEWAY = type(DiscordWebSocket.DEFAULT_GATEWAY)(gateway)
intents = discord.Intents(guilds=True, voice_states=True, guild_messages=True, dm_messages=True)
client = discord.Client(intents=intents, max_messages=None, guild_ready_timeout=0)


@client.event
async def on_voice_state_update(
    member: discord.Member, before: discord.VoiceState, after: discord.VoiceState
) -> None:
    room = after.channel.id if after.channel is not None else None
    database.execute("BEGIN IMMEDIATE")
    database.execute("INSERT INTO events (person, room) VALUES (?, ?)", (member.id, room))
    database.execute("COMMIT")


@client.event
async def on_interaction(interaction: discord.Interaction) -> None:
    await interaction.response.defer()


if __name__ == "__main__":
    client.run(os.environ["ALONGSIDE_DISCORD__TOKEN"], log_handler=None)
