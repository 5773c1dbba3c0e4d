package dev.suspendable.processor.find;

import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.util.TreePath;
import dev.suspendable.processor.model.Declaration;
import dev.suspendable.processor.types.FunctionalInterfaces.Function;
import java.util.List;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.type.TypeMirror;

/**
 * A lambda that is a coroutine, and its place.
 *
 * @param function the method that it implements
 * @param place the code around it
 * @param typeParameters the type parameters that it may name, and those that these shadow
 * @param depth the number of lambdas around it
 * @param number its index among the coroutines of that code that are lambdas
 */
public record LambdaDeclaration(
    TreePath path,
    Function function,
    Declaration.Place place,
    List<TypeParameterElement> typeParameters,
    int depth,
    int number) {

  /** The type of its result. */
  public TypeMirror result() {
    return function.type().getReturnType();
  }

  /** The lambda. */
  public LambdaExpressionTree tree() {
    return (LambdaExpressionTree) path.getLeaf();
  }
}
