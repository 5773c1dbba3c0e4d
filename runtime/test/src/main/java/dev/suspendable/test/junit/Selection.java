package dev.suspendable.test.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.lang.reflect.Method;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.platform.commons.support.ReflectionSupport;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.engine.discovery.MethodSelector;
import org.junit.platform.engine.discovery.NestedClassSelector;
import org.junit.platform.engine.discovery.NestedMethodSelector;
import org.junit.platform.engine.discovery.UniqueIdSelector;
import org.junit.platform.engine.support.discovery.SelectorResolver;

/** Finds the tests that are asked for: by class, method, or id. */
final class Selection implements SelectorResolver {

  @Override
  public Resolution resolve(ClassSelector selector, Context context) {
    Class<?> type = selector.getJavaClass();
    Set<DiscoverySelector> nested = new LinkedHashSet<>();
    for (Class<?> each : TestMethods.nestedIn(type)) {
      nested.add(selectClass(each));
    }
    if (!TestMethods.areIn(type)) {
      return nested.isEmpty() ? Resolution.unresolved() : Resolution.selectors(nested);
    }
    return matched(
        context.addToParent(parent -> Optional.of(new ClassNode(parent.getUniqueId(), type))),
        () -> {
          Set<DiscoverySelector> methods = new LinkedHashSet<>(nested);
          for (Method method : TestMethods.of(type)) {
            methods.add(selectMethod(type, method));
          }
          return methods;
        });
  }

  @Override
  public Resolution resolve(MethodSelector selector, Context context) {
    Method method = selector.getJavaMethod();
    if (!TestMethods.isTest(method)) {
      return Resolution.unresolved();
    }
    Class<?> type = selector.getJavaClass();
    return matched(
        context.addToParent(
            () -> selectClass(type),
            parent -> Optional.of(new MethodNode(parent.getUniqueId(), type, method))),
        Set::of);
  }

  @Override
  public Resolution resolve(NestedClassSelector selector, Context context) {
    return Resolution.selectors(Set.of(selectClass(selector.getNestedClass())));
  }

  @Override
  public Resolution resolve(NestedMethodSelector selector, Context context) {
    return Resolution.selectors(
        Set.of(selectMethod(selector.getNestedClass(), selector.getMethod())));
  }

  @Override
  public Resolution resolve(UniqueIdSelector selector, Context context) {
    UniqueId.Segment last = selector.getUniqueId().getLastSegment();
    if (last.getType().equals(ClassNode.SEGMENT)) {
      return ReflectionSupport.tryToLoadClass(last.getValue())
          .toOptional()
          .map(type -> Resolution.selectors(Set.of(selectClass(type))))
          .orElse(Resolution.unresolved());
    }
    if (last.getType().equals(MethodNode.SEGMENT)) {
      UniqueId above = selector.getUniqueId().removeLastSegment();
      String type = above.getLastSegment().getValue();
      return Resolution.selectors(Set.of(selectMethod(type + "#" + last.getValue())));
    }
    return Resolution.unresolved();
  }

  private static Resolution matched(
      Optional<? extends TestDescriptor> node,
      Supplier<Set<? extends DiscoverySelector>> children) {
    return node.map(found -> Resolution.match(Match.exact(found, children)))
        .orElse(Resolution.unresolved());
  }
}
