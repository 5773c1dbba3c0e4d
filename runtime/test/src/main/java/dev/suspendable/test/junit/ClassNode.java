package dev.suspendable.test.junit;

import java.util.Set;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.descriptor.ClassSource;

/** A class with tests. */
final class ClassNode extends AbstractTestDescriptor {
  static final String SEGMENT = "class";

  private final Class<?> type;

  ClassNode(UniqueId parent, Class<?> type) {
    super(parent.append(SEGMENT, type.getName()), type.getSimpleName(), ClassSource.from(type));
    this.type = type;
  }

  @Override
  public Set<TestTag> getTags() {
    return TestMethods.tags(type);
  }

  @Override
  public Type getType() {
    return Type.CONTAINER;
  }
}
