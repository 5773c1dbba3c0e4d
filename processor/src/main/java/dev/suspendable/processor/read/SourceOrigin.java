package dev.suspendable.processor.read;

import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.suspendable.processor.diagnostic.Diagnostic;
import dev.suspendable.processor.model.CoroutineType;
import dev.suspendable.processor.model.Origin;
import dev.suspendable.processor.model.Origin.Trouble;
import dev.suspendable.processor.source.Messages;
import dev.suspendable.processor.warn.Warnings;
import java.util.List;
import javax.tools.Diagnostic.Kind;

/** Reports what later passes find out about a coroutine, at its declaration or at a value in it. */
record SourceOrigin(
    String file,
    int line,
    Trees trees,
    Warnings warnings,
    TreePath path,
    CoroutineType type,
    List<MethodContext.InferredCall> calls)
    implements Origin {
  @Override
  public boolean reportWrongValue(int userLine, String code) {
    for (MethodContext.InferredCall each : calls) {
      if (code.contains("." + each.hook() + "(")
          && userLine >= each.first()
          && userLine <= each.last()) {
        Messages.print(
            trees,
            Diagnostic.WRONG_VALUE,
            each.at().getLeaf(),
            path.getCompilationUnit(),
            each.hook(),
            type.type(),
            each.expected(),
            each.actual());
        return true;
      }
    }
    return false;
  }

  @Override
  public void report(Trouble trouble, String detail) {
    Diagnostic diagnostic =
        switch (trouble) {
          case SOURCE_NOT_WRITTEN -> Diagnostic.SOURCE_NOT_WRITTEN;
          case DRAWING_NOT_WRITTEN -> Diagnostic.DRAWING_NOT_WRITTEN;
          case FRAME_NOT_COMPILED -> Diagnostic.INTERNAL_FRAME;
          case NOT_BOUND -> Diagnostic.INTERNAL_BIND;
          case CLASS_FILE_WITHHELD -> Diagnostic.CLASS_FILE_WITHHELD;
          case CLASS_FILE_HIDDEN -> Diagnostic.CLASS_FILE_HIDDEN;
          case LAMBDA_NOT_FOUND -> Diagnostic.LAMBDA_NOT_FOUND;
          case BEYOND_LIMITS -> Diagnostic.METHOD_BEYOND_LIMITS;
          case TOO_MANY_PARAMETERS -> Diagnostic.TOO_MANY_PARAMETERS;
          case TOO_LARGE -> Diagnostic.METHOD_TOO_LARGE;
        };
    if (diagnostic.kind() == Kind.WARNING) {
      warnings.warn(diagnostic, path, detail);
    } else {
      Messages.print(trees, diagnostic, path.getLeaf(), path.getCompilationUnit(), detail);
    }
  }
}
