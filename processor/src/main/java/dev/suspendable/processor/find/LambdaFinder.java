package dev.suspendable.processor.find;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.suspendable.processor.diagnostic.Refusal;
import dev.suspendable.processor.model.Declaration.Place;
import dev.suspendable.processor.model.JvmTypes;
import dev.suspendable.processor.model.TypeParameters;
import dev.suspendable.processor.source.Javac;
import dev.suspendable.processor.types.FunctionalInterfaces;
import dev.suspendable.processor.types.FunctionalInterfaces.Function;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;

/**
 * Describes the lambdas of one top-level class that are coroutines, in the context of their code.
 */
public final class LambdaFinder {
  private final Trees trees;
  private final FunctionalInterfaces interfaces;
  private final JvmTypes jvm;
  private final Map<Place, Integer> numbers = new HashMap<>();

  public LambdaFinder(Javac javac) {
    this.trees = javac.trees();
    this.interfaces = new FunctionalInterfaces(javac.types(), javac.elements());
    this.jvm = new JvmTypes(javac.types(), javac.elements());
  }

  /** The lambda at a path. Must be called in source order, which determines the numbers. */
  public LambdaDeclaration find(TreePath lambda) {
    Function function = interfaces.of(trees.getTypeMirror(lambda));
    if (function == null) {
      // It existed when the lambda was found to be a coroutine.
      throw new Refusal();
    }
    int depth = 0;
    TreePath path = lambda.getParentPath();
    while (!(path.getParentPath().getLeaf() instanceof ClassTree)) {
      if (path.getLeaf() instanceof LambdaExpressionTree) {
        depth++;
      }
      path = path.getParentPath();
    }
    TypeElement host = (TypeElement) element(path.getParentPath());
    Tree member = path.getLeaf();
    // An initialiser is not an element; it sees what its class sees.
    Element scope = member instanceof BlockTree ? host : element(path);
    boolean isStatic =
        member instanceof BlockTree block
            ? block.isStatic()
            : scope.getModifiers().contains(Modifier.STATIC);
    Place place =
        member instanceof MethodTree method
            ? new Place(
                host, method.getName().toString(), jvm.descriptor((ExecutableElement) scope))
            : new Place(host, isStatic ? "<clinit>" : "<init>", "");
    return new LambdaDeclaration(
        lambda,
        function,
        place,
        member instanceof BlockTree && isStatic ? List.of() : TypeParameters.inScope(scope),
        depth,
        numbers.merge(place, 1, Integer::sum));
  }

  private Element element(TreePath path) {
    Element element = trees.getElement(path);
    if (element == null) {
      throw new Refusal();
    }
    return element;
  }
}
