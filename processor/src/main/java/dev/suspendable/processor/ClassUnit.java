package dev.suspendable.processor;

import com.sun.source.util.TreePath;
import dev.suspendable.processor.read.DirectForms;
import dev.suspendable.processor.read.Lambdas;
import dev.suspendable.processor.read.LocalClasses;
import dev.suspendable.processor.read.PlacementCheck;
import java.util.ArrayList;
import java.util.List;

/** An attributed top-level class, whose coroutines know of each other. */
final class ClassUnit extends Unit {
  private final Tools tools;
  private final TreePath path;
  private final DirectForms directForms;
  private final LocalClasses localClasses;
  private final Lambdas lambdas = new Lambdas();
  private final List<CoroutineUnit> coroutines = new ArrayList<>();

  ClassUnit(Tools tools, TreePath path) {
    this.tools = tools;
    this.path = path;
    this.directForms = tools.directForms();
    this.localClasses = new LocalClasses(tools.trees(), path);
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

  /** The direct forms that calls may use. */
  DirectForms directForms() {
    return directForms;
  }

  LocalClasses localClasses() {
    return localClasses;
  }

  /** The lambdas that suspend. Their captures are known once they are read. */
  Lambdas lambdas() {
    return lambdas;
  }

  /** The coroutines that have been lowered, inner lambdas first; the driver adds them. */
  List<CoroutineUnit> coroutines() {
    return coroutines;
  }
}
