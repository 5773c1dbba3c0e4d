package dev.suspendable.test.junit;

import dev.suspendable.test.SuspendableTest;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;

/** Which methods are tests. */
final class TestMethods {
  /** Jupiter's annotations, by their names: Jupiter need not be there. */
  private static final String JUPITER = "org.junit.jupiter.api.";

  private static final Set<String> LIFECYCLE =
      Set.of("BeforeEach", "AfterEach", "BeforeAll", "AfterAll");

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

  /** Returns the inner classes of a class that Jupiter would run with it. */
  static List<Class<?>> nestedIn(Class<?> type) {
    return ReflectionSupport.findNestedClasses(
        type,
        inner ->
            inner.getEnclosingClass() == type
                && Arrays.stream(inner.getAnnotations())
                    .anyMatch(each -> isJupiters(each, "Nested")));
  }

  /** Whether an instance needs one of the class around. */
  static boolean isInner(Class<?> type) {
    return type.isMemberClass() && !Modifier.isStatic(type.getModifiers());
  }

  /** Whether another engine runs methods of a class, for which its lifecycle methods may be. */
  static boolean hasOthers(Class<?> type) {
    return !ReflectionSupport.findMethods(
            type, method -> otherTest(method) != null, HierarchyTraversalMode.TOP_DOWN)
        .isEmpty();
  }

  /** Returns the annotation by which another engine runs a method too, or null. */
  static @Nullable Annotation otherTest(Method method) {
    for (Annotation each : method.getAnnotations()) {
      if (!(each instanceof SuspendableTest)
          && AnnotationSupport.isAnnotated(each.annotationType(), Testable.class)) {
        return each;
      }
    }
    return null;
  }

  /** Returns the methods that Jupiter would call around each test. */
  static List<Method> lifecycleOf(Class<?> type) {
    return ReflectionSupport.findMethods(
        type,
        method ->
            Arrays.stream(method.getAnnotations())
                .anyMatch(each -> LIFECYCLE.stream().anyMatch(name -> isJupiters(each, name))),
        HierarchyTraversalMode.TOP_DOWN);
  }

  private static boolean isJupiters(Annotation annotation, String name) {
    return annotation.annotationType().getName().equals(JUPITER + name);
  }

  /** Returns the tags of a class or a method, by which builds choose tests. */
  static Set<TestTag> tags(AnnotatedElement element) {
    Set<TestTag> tags =
        element instanceof Class<?> type && isInner(type)
            ? tags(type.getEnclosingClass())
            : new LinkedHashSet<>();
    for (Annotation each : element.getAnnotations()) {
      if (isJupiters(each, "Tag")) {
        tags.add(TestTag.create((String) value(each)));
      } else if (isJupiters(each, "Tags")) {
        for (Annotation one : (Annotation[]) value(each)) {
          tags.add(TestTag.create((String) value(one)));
        }
      }
    }
    return tags;
  }

  private static Object value(Annotation annotation) {
    try {
      Method value = annotation.annotationType().getMethod("value");
      return Objects.requireNonNull(ReflectionSupport.invokeMethod(value, annotation));
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
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
      if (isJupiters(each, "Disabled")) {
        return each.toString();
      }
    }
    Class<?> around = element instanceof Class<?> type ? type.getEnclosingClass() : null;
    return around == null ? null : disabled(around);
  }
}
