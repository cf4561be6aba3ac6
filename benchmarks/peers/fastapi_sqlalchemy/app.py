"""Plays over HTTP, and over a WebSocket that also receives the player's results."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated

import jwt
import redis.asyncio as redis
from fastapi import Depends, FastAPI, Header, HTTPException, WebSocket, WebSocketDisconnect
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from sqlalchemy import BigInteger, SmallInteger, make_url
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

# Beyond the default size of five, the pool opens and closes a connection for each play.
engine = create_async_engine(make_url(os.environ["DATABASE_URL"]).set(drivername="mysql+asyncmy"), pool_size=32)
sessions = async_sessionmaker(engine, expire_on_commit=False)
client = redis.from_url(os.environ["REDIS_URL"], max_connections=1000)  # one for each socket


class Base(DeclarativeBase):
    pass


class Play(Base):
    __tablename__ = "plays"

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    player_id: Mapped[int] = mapped_column(BigInteger)
    number: Mapped[int] = mapped_column(SmallInteger)


class PlayIn(BaseModel):
    number: Annotated[int, Field(strict=True, ge=1, le=9999)]


class PlayOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: int
    number: int


@asynccontextmanager
async def lifespan(_: FastAPI) -> AsyncIterator[None]:
    yield
    await engine.dispose()
    await client.aclose()


app = FastAPI(lifespan=lifespan)


async def database_session() -> AsyncIterator[AsyncSession]:
    async with sessions() as session:
        yield session


def current_player(authorization: Annotated[str, Header()]) -> int:
    try:
        claims = jwt.decode(authorization.removeprefix("Bearer "), os.environ["SECRET_KEY"], algorithms=["HS256"])
    except jwt.InvalidTokenError as error:
        raise HTTPException(401, "invalid token") from error
    return int(claims["user_id"])


CurrentPlayer = Annotated[int, Depends(current_player)]


async def store(session: AsyncSession, player: int, number: int) -> PlayOut:
    play = Play(player_id=player, number=number)
    session.add(play)
    await session.commit()
    answer: PlayOut = PlayOut.model_validate(play)
    await client.publish(f"fastapi.{player}", answer.model_dump_json())
    return answer


@app.post("/api/game/play/")
async def play(
    body: PlayIn, player: CurrentPlayer, session: Annotated[AsyncSession, Depends(database_session)]
) -> PlayOut:
    return await store(session, player, body.number)


@app.get("/health/live/")
async def live() -> dict[str, str]:
    return {"status": "alive"}


@app.websocket("/ws/game/")
async def game(socket: WebSocket, player: CurrentPlayer) -> None:
    async with client.pubsub(ignore_subscribe_messages=True) as subscription:
        await subscription.subscribe(f"fastapi.{player}")
        await socket.accept()
        forwarding = asyncio.create_task(forward(subscription, socket))
        try:
            while True:
                await play_on(socket, player, await socket.receive_text())
        except WebSocketDisconnect:
            pass
        finally:
            forwarding.cancel()


async def forward(subscription: redis.client.PubSub, socket: WebSocket) -> None:
    async for message in subscription.listen():
        await socket.send_text(message["data"].decode())


async def play_on(socket: WebSocket, player: int, text: str) -> None:
    try:
        body = PlayIn.model_validate_json(text)
    except ValidationError as error:
        await socket.send_json({"type": "error", "detail": str(error)})
        return
    async with sessions() as session:
        await store(session, player, body.number)
