package dev.suspendable.processor;

import com.sun.source.util.TreePath;
import dev.suspendable.processor.analyze.FrameLayout;
import dev.suspendable.processor.analyze.Liveness;
import dev.suspendable.processor.analyze.Partition;
import dev.suspendable.processor.find.LambdaDeclaration;
import dev.suspendable.processor.lower.Graph;
import dev.suspendable.processor.lower.Lowered;
import dev.suspendable.processor.model.CoroutineType;
import dev.suspendable.processor.model.Forms;
import dev.suspendable.processor.model.FrameSource;
import dev.suspendable.processor.model.SuspendableMethod;
import dev.suspendable.processor.structure.Structurer;
import org.jspecify.annotations.Nullable;

/** One coroutine, a method or a lambda, as it goes through the passes. */
final class CoroutineUnit extends Unit {
  private final ClassUnit around;
  private final TreePath path;
  private final @Nullable LambdaDeclaration lambda;

  /**
   * Creates the unit of a coroutine that has been found but not read.
   *
   * @param around the top-level class that contains it
   * @param lambda its declaration, null for a method
   */
  CoroutineUnit(ClassUnit around, TreePath path, @Nullable LambdaDeclaration lambda) {
    this.around = around;
    this.path = path;
    this.lambda = lambda;
  }

  ClassUnit around() {
    return around;
  }

  Tools tools() {
    return around.tools();
  }

  TreePath path() {
    return path;
  }

  @Nullable LambdaDeclaration lambda() {
    return lambda;
  }

  CoroutineType type() {
    return get(Product.TYPE, CoroutineType.class);
  }

  SuspendableMethod method() {
    return get(Product.METHOD, SuspendableMethod.class);
  }

  Lowered lowered() {
    return get(Product.LOWERED, Lowered.class);
  }

  Graph graph() {
    return get(Product.GRAPH, Graph.class);
  }

  Forms forms() {
    return get(Product.FORMS, Forms.class);
  }

  Liveness liveness() {
    return get(Product.LIVENESS, Liveness.class);
  }

  Structurer.@Nullable Body directBody() {
    return find(Product.DIRECT_BODY, Structurer.Body.class);
  }

  Structurer.@Nullable Body pushBody() {
    return find(Product.PUSH_BODY, Structurer.Body.class);
  }

  Partition partition() {
    return get(Product.PARTITION, Partition.class);
  }

  FrameLayout layout() {
    return get(Product.LAYOUT, FrameLayout.class);
  }

  FrameSource frame() {
    return get(Product.FRAME, FrameSource.class);
  }
}
