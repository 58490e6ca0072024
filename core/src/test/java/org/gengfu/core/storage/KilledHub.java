package org.gengfu.core.storage;

import java.lang.reflect.Field;
import java.nio.channels.FileChannel;

/** Leaves a database as a SIGKILL of its hub would: the server runs on, the file locks are gone. */
final class KilledHub {
  private KilledHub() {}

  static void forget(Database database) throws Exception {
    Object server = value(Database.class, "server", database);
    ((FileChannel) value(EmbeddedServer.class, "lockChannel", server)).close();
    Object postgres = value(EmbeddedServer.class, "server", server);
    ((java.io.Closeable) value(postgres.getClass(), "lockStream", postgres)).close();
  }

  private static Object value(Class<?> type, String name, Object owner) throws Exception {
    Field field = type.getDeclaredField(name);
    field.setAccessible(true);
    return field.get(owner);
  }
}
