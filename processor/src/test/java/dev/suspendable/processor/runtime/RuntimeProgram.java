package dev.suspendable.processor.runtime;

import dev.suspendable.processor.compilation.Javac;
import dev.suspendable.processor.compilation.MemoryLoader;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;

/**
 * A program of one class {@code app.P} with coroutines, for what can only be tried from outside.
 */
final class RuntimeProgram {
  private static final String HEAD =
      """
      package app;

      import static dev.suspendable.Coroutines.*;

      import dev.suspendable.*;
      import dev.suspendable.annotations.*;
      import dev.suspendable.coroutine.*;
      import dev.suspendable.scope.*;
      import java.time.Duration;
      import java.util.*;
      import java.util.concurrent.*;
      import java.util.concurrent.atomic.*;
      import java.util.function.*;

      public class P {
        static final List<String> log = Collections.synchronizedList(new ArrayList<>());
        static CoroutineHandle handle(Object coroutine) { return ((Promise) coroutine).handle(); }
      """;

  private final String source;
  private final Class<?> type;

  /**
   * @param members of the class, coroutines among them
   */
  RuntimeProgram(String members) {
    source = HEAD + members + "}\n";
    Javac.Result result = new Javac().source("app/P.java", source).suspendable().run();
    if (!result.success()) {
      throw new AssertionError(result.messages().toString());
    }
    try {
      type = new MemoryLoader(result.classes()).loadClass("app.P");
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  /** Runs a static method without parameters; returns what it returns. */
  Object run(String method) throws Throwable {
    Method found = type.getDeclaredMethod(method);
    found.setAccessible(true);
    try {
      return found.invoke(null);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  Class<?> type() {
    return type;
  }

  /** The number of the line that has a text. */
  int lineOf(String text) {
    List<String> lines = Arrays.asList(source.split("\n"));
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains(text)) {
        return i + 1;
      }
    }
    throw new AssertionError(text);
  }
}
