package dev.suspendable.processor.read;

import com.sun.source.tree.Tree;
import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.Stmt;
import java.util.List;

/** Finds the comments between statements, which belong to no tree. */
final class Comments {
  private final Source source;

  Comments(Source source) {
    this.source = source;
  }

  /** Adds the comments between two offsets, where only blanks and comments stand. */
  void between(int start, int end, List<Stmt> statements) {
    String text = source.text();
    int at = start;
    while (at < end - 1) {
      if (text.startsWith("//", at)) {
        int close = at;
        while (close < end && text.charAt(close) != '\n' && text.charAt(close) != '\r') {
          close++;
        }
        add(at, close, statements);
        at = close;
      } else if (text.startsWith("/*", at)) {
        int close = text.indexOf("*/", at + 2);
        if (close < 0 || close + 2 > end) {
          return;
        }
        add(at, close + 2, statements);
        at = close + 2;
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

  /** Where the statements of a block begin: after its opening brace. */
  int afterBrace(Tree block) {
    return source.start(block) + 1;
  }
}
