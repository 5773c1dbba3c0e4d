package dev.suspendable.processor.find;

import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.VariableTree;
import java.util.ArrayList;
import java.util.List;

/** Names of a lambda's parameters. */
public final class LambdaParameters {
  private LambdaParameters() {}

  /** The user's names, and generated names for parameters called {@code _}. */
  public static List<String> names(LambdaExpressionTree lambda) {
    List<String> names = new ArrayList<>();
    for (VariableTree parameter : lambda.getParameters()) {
      String name = parameter.getName().toString();
      names.add(name.isEmpty() ? "unnamed" + names.size() + "$" : name);
    }
    return names;
  }
}
