package dev.suspendable.processor.verbatim;

import com.sun.source.tree.Tree;
import dev.suspendable.processor.diagnostic.Diagnostic;
import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.source.Source;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Replacements in the text of a tree. */
final class Edits {
  private final Source source;
  private final List<Edit> edits = new ArrayList<>();

  private record Edit(int start, int end, Code code) {}

  Edits(Source source) {
    this.source = source;
  }

  /** Replaces the text between two offsets. */
  void replace(int start, int end, Code code) {
    edits.add(new Edit(start, end, code));
  }

  /** Replaces the text of a tree. */
  void replace(Tree tree, Object... parts) {
    replace(source.start(tree), source.end(tree), Code.of(parts));
  }

  /** Replaces the word at the end of a tree. */
  void replaceLastWord(Tree tree, Object replacement) {
    int end = source.end(tree);
    replace(source.words().startOfWord(end), end, Code.of(replacement));
  }

  /** Omits the text of a tree and the blanks after it, unless the text is already replaced. */
  void omit(Tree tree) {
    int start = source.start(tree);
    if (edits.stream().anyMatch(edit -> edit.start <= start && start < edit.end)) {
      return;
    }
    int end = source.end(tree);
    while (source.text().charAt(end) == ' ') {
      end++;
    }
    replace(start, end, Code.EMPTY);
  }

  void insert(int at, Code code) {
    if (!code.isEmpty()) {
      replace(at, at, code);
    }
  }

  /** The text of a tree with the replacements. */
  Code applyTo(Tree tree) {
    edits.sort(Comparator.comparingInt(Edit::start));
    int end = source.end(tree);
    TextCarrier carrier = new TextCarrier(source, source.start(tree), end);
    int at = source.start(tree);
    for (Edit edit : edits) {
      if (edit.start < at) {
        throw source.refuse(Diagnostic.INTERNAL, tree, "overlapping edits");
      }
      carrier.text(at, edit.start);
      carrier.code(edit.code, edit.start, edit.end, end);
      at = edit.end;
    }
    carrier.text(at, end);
    return carrier.toCode();
  }
}
