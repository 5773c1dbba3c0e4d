package dev.suspendable.debug;

import dev.suspendable.coroutine.Promise;
import dev.suspendable.scope.TaskScope;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Values as text. A dump is made while the program runs, possibly because it hangs: code of the
 * user could block, fail, or take a long time. So only classes of the JDK whose {@code toString} is
 * known to be harmless are asked; of the others the class is shown, and a number that tells the
 * objects of one class apart.
 */
final class Values {
  private static final int LONGEST = 200;

  /** Of these the size is shown. The size of other collections may need a lock. */
  private static final Set<Class<?>> SIZED =
      Set.of(
          ArrayList.class,
          LinkedList.class,
          ArrayDeque.class,
          HashMap.class,
          LinkedHashMap.class,
          TreeMap.class,
          HashSet.class,
          LinkedHashSet.class,
          TreeSet.class);

  private static final Set<Class<?>> HARMLESS =
      Set.of(
          Boolean.class,
          Byte.class,
          Short.class,
          Integer.class,
          Long.class,
          Float.class,
          Double.class,
          UUID.class,
          URI.class,
          Locale.class,
          AtomicBoolean.class,
          CompletableFuture.class);

  private Values() {}

  /** Returns the text of any value. */
  static String show(@Nullable Object value, @Nullable Function<Object, String> user) {
    if (value == null) {
      return "null";
    }
    try {
      return shortened(user == null ? show(value) : String.valueOf(user.apply(value)));
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      return identity(value) + ", which cannot be shown: " + e.getClass().getName();
    }
  }

  private static String show(Object value) {
    Class<?> type = value.getClass();
    if (value instanceof String text) {
      return "\"" + shortened(text) + "\"";
    }
    if (value instanceof Character c) {
      return "'" + c + "'";
    }
    if (value instanceof Enum<?> constant) {
      return constant.name();
    }
    if (value instanceof Class<?> named) {
      return named.getName();
    }
    if (value instanceof Thread thread) {
      return "the thread " + thread.getName();
    }
    if (value instanceof Promise coroutine) {
      return coroutine.handle().toString();
    }
    if (type.isArray()) {
      return type.getComponentType().getTypeName() + "[" + length(value) + "]";
    }
    if (isSized(type)) {
      int size =
          value instanceof Collection<?> elements ? elements.size() : ((Map<?, ?>) value).size();
      return simpleName(type) + " of " + size;
    }
    return isHarmless(value) ? value.toString() : identity(value);
  }

  private static int length(Object array) {
    return array instanceof Object[] objects
        ? objects.length
        : array instanceof byte[] bytes
            ? bytes.length
            : array instanceof short[] shorts
                ? shorts.length
                : array instanceof int[] ints
                    ? ints.length
                    : array instanceof long[] longs
                        ? longs.length
                        : array instanceof char[] chars
                            ? chars.length
                            : array instanceof float[] floats
                                ? floats.length
                                : array instanceof double[] doubles
                                    ? doubles.length
                                    : ((boolean[]) array).length;
  }

  private static boolean isSized(Class<?> type) {
    return SIZED.contains(type) || type.getName().startsWith("java.util.ImmutableCollections$");
  }

  private static String simpleName(Class<?> type) {
    return SIZED.contains(type)
        ? type.getSimpleName()
        : Map.class.isAssignableFrom(type)
            ? "Map"
            : Set.class.isAssignableFrom(type) ? "Set" : "List";
  }

  private static boolean isHarmless(Object value) {
    Class<?> type = value.getClass();
    return HARMLESS.contains(type)
        || type.getName().startsWith("java.time.")
        || value instanceof TaskScope
        || (value instanceof Path && type.getModule() == Object.class.getModule());
  }

  /** Returns the description of an awaiter, whose {@code toString} is there for this purpose. */
  static String describe(Object awaiter) {
    String type = awaiter.getClass().getName();
    try {
      String text = String.valueOf(awaiter);
      return text.startsWith(type + "@") ? type : shortened(text);
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      return type;
    }
  }

  private static String identity(Object value) {
    return value.getClass().getName() + "@" + Integer.toHexString(System.identityHashCode(value));
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
  }
}
