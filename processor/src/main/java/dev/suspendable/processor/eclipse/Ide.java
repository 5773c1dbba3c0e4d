package dev.suspendable.processor.eclipse;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An object of Eclipse. Its public methods are called by name, because the processor must not need
 * Eclipse to be loaded. All reflection on Eclipse is here; what is missing is an {@link
 * IdeException} that says so.
 *
 * @param object Eclipse's object
 */
record Ide(Object object) {
  /** The methods that can be called on objects of a class, by name. */
  private static final ClassValue<Map<String, List<Method>>> METHODS =
      new ClassValue<>() {
        @Override
        protected Map<String, List<Method>> computeValue(Class<?> type) {
          return publicTypes(type).stream()
              .flatMap(each -> Arrays.stream(each.getMethods()))
              .collect(Collectors.groupingBy(Method::getName));
        }
      };

  /** Calls a method that returns an object. */
  Ide get(String method, @Nullable Object... arguments) {
    return find(method, arguments)
        .orElseThrow(() -> new IdeException(describe(method) + " returned nothing"));
  }

  /** Calls a method that may return null. */
  Optional<Ide> find(String method, @Nullable Object... arguments) {
    return Optional.ofNullable(call(method, arguments)).map(Ide::new);
  }

  /** Calls a method that returns an array. */
  List<Ide> list(String method, @Nullable Object... arguments) {
    return call(method, arguments) instanceof Object[] all
        ? Stream.of(all).map(Ide::new).toList()
        : List.of();
  }

  /** Calls a method, and returns the text of the result; empty for null. */
  String text(String method, @Nullable Object... arguments) {
    Object result = call(method, arguments);
    return result == null ? "" : result.toString();
  }

  /** Calls a method that returns a truth value. */
  boolean is(String method, @Nullable Object... arguments) {
    return Boolean.TRUE.equals(call(method, arguments));
  }

  /** Calls a method that returns an integer. */
  int number(String method, @Nullable Object... arguments) {
    return call(method, arguments) instanceof Integer number ? number : 0;
  }

  /** Where a resource is on disk. */
  Path location() {
    Ide path =
        find("getLocation")
            .orElseThrow(() -> new IdeException(text("getFullPath") + " is not on this computer"));
    return ((File) path.get("toFile").object()).toPath();
  }

  /** The type of a parameter of a method, so that an object of it can be made. */
  Class<?> parameterType(String method, int parameters, int parameter) {
    return METHODS.get(object.getClass()).getOrDefault(method, List.of()).stream()
        .filter(each -> each.getParameterCount() == parameters)
        .findFirst()
        .orElseThrow(() -> new IdeException("there is no method " + describe(method)))
        .getParameterTypes()[parameter];
  }

  /** Calls a method. Arguments that are objects of Eclipse may be wrapped. */
  @Nullable Object call(String method, @Nullable Object... arguments) {
    @Nullable Object[] plain =
        Stream.of(arguments).map(each -> each instanceof Ide ide ? ide.object() : each).toArray();
    try {
      return method(method, plain).invoke(object, plain);
    } catch (InvocationTargetException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IdeException(describe(method) + " failed: " + cause, cause);
    } catch (IllegalAccessException e) {
      throw new IdeException(describe(method) + " is not accessible: " + e.getMessage(), e);
    }
  }

  private Method method(String name, @Nullable Object[] arguments) {
    return METHODS.get(object.getClass()).getOrDefault(name, List.of()).stream()
        .filter(method -> takes(method.getParameterTypes(), arguments))
        .findFirst()
        .orElseThrow(() -> new IdeException("there is no method " + describe(name)));
  }

  private static boolean takes(Class<?>[] parameters, @Nullable Object[] arguments) {
    if (parameters.length != arguments.length) {
      return false;
    }
    for (int i = 0; i < parameters.length; i++) {
      Object argument = arguments[i];
      boolean fits =
          switch (parameters[i].getName()) {
            case "int" -> argument instanceof Integer;
            case "boolean" -> argument instanceof Boolean;
            default -> argument == null || parameters[i].isInstance(argument);
          };
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  /** The public classes and interfaces of a class, which itself need not be public. */
  private static Set<Class<?>> publicTypes(Class<?> type) {
    Set<Class<?>> types = new LinkedHashSet<>();
    for (Class<?> each = type; each != null; each = each.getSuperclass()) {
      if (Modifier.isPublic(each.getModifiers())) {
        types.add(each);
      }
      for (Class<?> implemented : each.getInterfaces()) {
        types.addAll(publicTypes(implemented));
      }
    }
    return types;
  }

  private String describe(String method) {
    return object.getClass().getName() + "." + method;
  }
}
