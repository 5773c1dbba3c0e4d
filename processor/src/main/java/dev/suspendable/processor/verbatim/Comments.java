package dev.suspendable.processor.verbatim;

import com.sun.source.tree.Tree;
import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.Stmt;
import dev.suspendable.processor.source.Source;
import java.util.List;

/** Finds the comments between statements, which do not belong to any tree. */
public final class Comments {
  private final Source source;

  public Comments(Source source) {
    this.source = source;
  }

  /** Adds the comments between two offsets, where the text contains only blanks and comments. */
  public void between(int start, int end, List<Stmt> statements) {
    String text = source.text();
    int at = start;
    while (at < end - 1) {
      if (text.startsWith("//", at)) {
        int close = source.words().endOfLine(at);
        add(at, close, statements);
        at = close;
      } else if (text.startsWith("/*", at)) {
        int close = source.words().endOfComment(at);
        if (close > end) {
          return;
        }
        add(at, close, statements);
        at = close;
      } else {
        at++;
      }
    }
  }

  private void add(int start, int end, List<Stmt> statements) {
    TextCarrier carrier = new TextCarrier(source, start, end);
    carrier.text(start, end);
    Code code = carrier.toCode();
    statements.add(new Stmt.Comment(code));
  }

  /** The start of the statements of a block: the offset after its opening brace. */
  public int afterBrace(Tree block) {
    return source.start(block) + 1;
  }
}
