package org.jetbrains.jps.javac;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/**
 * Imitates a class of IntelliJ IDEA's builder, which wraps what javac gives to processors in
 * dynamic proxies. Processors may call its method {@link #unwrap}.
 */
public final class APIWrappers {
  private APIWrappers() {}

  private interface Wrapper {
    Object delegate();
  }

  /** A wrapper around {@code delegate} that looks like {@code type}. */
  public static <T> T wrap(Class<T> type, T delegate) {
    InvocationHandler handler =
        (proxy, method, arguments) ->
            method.getDeclaringClass() == Wrapper.class
                ? delegate
                : method.invoke(delegate, arguments);
    return type.cast(
        Proxy.newProxyInstance(
            APIWrappers.class.getClassLoader(), new Class<?>[] {type, Wrapper.class}, handler));
  }

  /** What is in the wrapper; null if it is none. */
  public static <T> T unwrap(Class<? extends T> type, T wrapper) {
    return wrapper instanceof Wrapper it ? type.cast(it.delegate()) : null;
  }
}
