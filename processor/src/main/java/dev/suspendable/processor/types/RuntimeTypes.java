package dev.suspendable.processor.types;

import java.util.Set;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** Whether types of the user's code are types of the runtime, and the results of awaiting them. */
public final class RuntimeTypes {
  private static final String AWAITER = "dev.suspendable.coroutine.Awaiter";
  private static final String AWAITABLE = "dev.suspendable.coroutine.Awaitable";
  private static final String SUSPEND_ALWAYS = "dev.suspendable.coroutine.SuspendAlways";
  private static final String OPERATORS = "dev.suspendable.Operators";
  private static final String ASYNC_CLOSEABLE = "dev.suspendable.AsyncCloseable";

  private final Types types;
  private final Elements elements;
  private final DenotableTypes denotable;

  public RuntimeTypes(Types types, Elements elements) {
    this.types = types;
    this.elements = elements;
    this.denotable = new DenotableTypes(types, elements, Set.of());
  }

  public boolean isAwaiter(TypeMirror type) {
    return isA(type, AWAITER);
  }

  public boolean isAwaitable(TypeMirror type) {
    return isA(type, AWAITABLE);
  }

  public boolean isSuspendAlways(TypeMirror type) {
    return isA(type, SUSPEND_ALWAYS);
  }

  public boolean isAsyncCloseable(TypeMirror type) {
    return isA(type, ASYNC_CLOSEABLE);
  }

  /** The class whose {@code closing} makes the awaiter for the closing of a resource. */
  public TypeElement operators() {
    return elements.getTypeElement(OPERATORS);
  }

  private boolean isA(TypeMirror type, String name) {
    TypeElement element = elements.getTypeElement(name);
    return element != null && types.isSubtype(types.erasure(type), types.erasure(element.asType()));
  }

  /** The type of the value that awaiting an object gives; null if it is not awaitable. */
  public @Nullable TypeMirror resultOfAwaitable(TypeMirror type) {
    return argument(type, AWAITABLE);
  }

  /** The type of the value that an awaiter gives; null if the type is not an awaiter. */
  public @Nullable TypeMirror resultOfAwaiter(TypeMirror type) {
    return argument(type, AWAITER);
  }

  private @Nullable TypeMirror argument(TypeMirror type, String name) {
    TypeElement element = elements.getTypeElement(name);
    return element == null ? null : denotable.argumentOf(type, element);
  }
}
