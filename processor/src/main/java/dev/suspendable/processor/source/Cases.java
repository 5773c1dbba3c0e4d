package dev.suspendable.processor.source;

import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.YieldTree;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parts of the cases of a switch. Labels other than constants, and guards, are newer than the
 * API that this is compiled against.
 */
public final class Cases {
  private Cases() {}

  /** The labels of a case; empty for {@code default}. */
  public static List<? extends Tree> labels(CaseTree tree) {
    Object labels = ask(tree, "getLabels");
    if (labels instanceof List<?> list) {
      List<Tree> result = new ArrayList<>();
      for (Object label : list) {
        if (!isDefault((Tree) label)) {
          result.add((Tree) label);
        }
      }
      return result;
    }
    return tree.getExpressions();
  }

  private static boolean isDefault(Tree label) {
    return label.getKind().name().equals("DEFAULT_CASE_LABEL");
  }

  /** Whether a case is, or includes, {@code default}. */
  public static boolean isDefault(CaseTree tree) {
    return ask(tree, "getLabels") instanceof List<?> list
        ? list.stream().anyMatch(label -> isDefault((Tree) label))
        : tree.getExpressions().isEmpty();
  }

  /** The guard of a case, or null. */
  public static @Nullable ExpressionTree guard(CaseTree tree) {
    return (ExpressionTree) ask(tree, "getGuard");
  }

  /** Whether a tree is the guard of a case. */
  public static boolean isGuard(Source source, Tree tree) {
    return source.parent(tree) instanceof CaseTree parent && guard(parent) == tree;
  }

  /** The expression of a constant label, or null for a pattern. */
  public static @Nullable Tree constantOf(Tree label) {
    if (label instanceof ExpressionTree) {
      return label;
    }
    return label.getKind().name().equals("CONSTANT_CASE_LABEL")
        ? (Tree) ask(label, "getConstantExpression")
        : null;
  }

  /** The pattern of a label, or null. */
  public static @Nullable Tree patternOf(Tree label) {
    return (Tree) ask(label, "getPattern");
  }

  private static @Nullable Object ask(Tree tree, String getter) {
    for (Class<?> type : interfacesOf(tree.getClass())) {
      if (type.getName().startsWith("com.sun.source.tree.")) {
        try {
          return type.getMethod(getter).invoke(tree);
        } catch (NoSuchMethodException e) {
          continue;
        } catch (IllegalAccessException | InvocationTargetException e) {
          throw new IllegalStateException(e);
        }
      }
    }
    return null;
  }

  private static List<Class<?>> interfacesOf(Class<?> type) {
    List<Class<?>> result = new ArrayList<>();
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      result.addAll(List.of(c.getInterfaces()));
    }
    return result;
  }

  /** The values that a switch expression yields. */
  public static List<ExpressionTree> values(SwitchExpressionTree choice) {
    List<ExpressionTree> values = new ArrayList<>();
    for (CaseTree arm : choice.getCases()) {
      if (arm.getBody() instanceof ExpressionTree value) {
        values.add(value);
      } else {
        new Yields(values).scan(arm, null);
      }
    }
    return values;
  }

  private static final class Yields extends OwnCode {
    private final List<ExpressionTree> values;

    Yields(List<ExpressionTree> values) {
      this.values = values;
    }

    @Override
    public @Nullable Void visitYield(YieldTree tree, @Nullable Void unused) {
      values.add(tree.getValue());
      return null;
    }

    @Override
    public @Nullable Void visitSwitchExpression(SwitchExpressionTree tree, @Nullable Void unused) {
      return null;
    }
  }
}
