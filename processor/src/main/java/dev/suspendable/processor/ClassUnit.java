package dev.suspendable.processor;

import com.sun.source.util.TreePath;
import dev.suspendable.processor.find.Lambdas;
import dev.suspendable.processor.find.LocalClasses;
import dev.suspendable.processor.find.PlacementCheck;
import dev.suspendable.processor.find.SharedFacts;
import java.util.ArrayList;
import java.util.List;

/** An attributed top-level class, whose coroutines know of each other. */
final class ClassUnit extends Unit {
  private final Tools tools;
  private final TreePath path;
  private final SharedFacts facts;
  private final List<CoroutineUnit> coroutines = new ArrayList<>();

  ClassUnit(Tools tools, TreePath path) {
    this.tools = tools;
    this.path = path;
    this.facts =
        new SharedFacts(
            tools.directForms(), new Lambdas(), new LocalClasses(tools.javac().trees(), path));
  }

  Tools tools() {
    return tools;
  }

  TreePath path() {
    return path;
  }

  PlacementCheck.Found found() {
    return get(Product.FOUND, PlacementCheck.Found.class);
  }

  DirectCalls calls() {
    return get(Product.CALLS, DirectCalls.class);
  }

  /** The facts that its coroutines share. The captures of lambdas are known once they are read. */
  SharedFacts facts() {
    return facts;
  }

  /** The coroutines that have been lowered, inner lambdas first; the driver adds them. */
  List<CoroutineUnit> coroutines() {
    return coroutines;
  }
}
