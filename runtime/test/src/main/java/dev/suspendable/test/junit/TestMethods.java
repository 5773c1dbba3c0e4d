package dev.suspendable.test.junit;

import dev.suspendable.test.SuspendableTest;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;

/** Which methods are tests. */
final class TestMethods {
  /** By name: Jupiter need not be there. */
  private static final String DISABLED = "org.junit.jupiter.api.Disabled";

  private TestMethods() {}

  static boolean isTest(Method method) {
    return method.isAnnotationPresent(SuspendableTest.class);
  }

  static boolean areIn(Class<?> type) {
    return !Modifier.isAbstract(type.getModifiers()) && !of(type).isEmpty();
  }

  static List<Method> of(Class<?> type) {
    return ReflectionSupport.findMethods(
        type, TestMethods::isTest, HierarchyTraversalMode.TOP_DOWN);
  }

  /** Returns why a test is not to be run, or null if it is. */
  static @Nullable String whyDisabled(TestDescriptor test) {
    return test.getSource()
        .map(
            source ->
                source instanceof ClassSource type
                    ? (AnnotatedElement) type.getJavaClass()
                    : source instanceof MethodSource method ? method.getJavaMethod() : null)
        .map(TestMethods::disabled)
        .orElse(null);
  }

  private static @Nullable String disabled(AnnotatedElement element) {
    for (Annotation each : element.getAnnotations()) {
      if (each.annotationType().getName().equals(DISABLED)) {
        return each.toString();
      }
    }
    return null;
  }
}
