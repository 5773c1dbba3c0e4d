package dev.suspendable.processor.source;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.SourcePositions;
import java.util.Arrays;

/**
 * The characters of a file as javac reads them, with unicode escapes decoded (JLS 3.3). So text can
 * be compared, measured and cut without handling escapes. Text cut from it means the same
 * everywhere in generated source: in code, in a literal or in a comment.
 *
 * <p>For this, the text contains two things that are not in the file: a backslash before a
 * backslash that would begin an escape when the text is read again, which occurs only in comments,
 * and the escape of the one character that generated source uses for marks.
 */
final class SourceText {
  /** Begins a mark in generated source while that source is being written. */
  private static final char MARK = '\u0086';

  private final String text;

  /** For each place where the texts differ, the offset after it, in the file and here. */
  private int[] inFile = new int[0];

  private int[] here = new int[0];
  private int count;

  private SourceText(String file) {
    boolean isPlain = file.indexOf(MARK) < 0 && !file.contains("\\u");
    this.text = isPlain ? file : decode(file);
  }

  static SourceText of(String file) {
    return new SourceText(file);
  }

  @Override
  public String toString() {
    return text;
  }

  /** The offset here of an offset in the file; a value that is not an offset is unchanged. */
  int offset(int offsetInFile) {
    return moved(offsetInFile, inFile, here);
  }

  /** The offset in the file of an offset here. */
  int offsetInFile(int offset) {
    return moved(offset, here, inFile);
  }

  private int moved(int offset, int[] from, int[] to) {
    if (count == 0) {
      return offset;
    }
    int found = Arrays.binarySearch(from, 0, count, offset);
    int last = found >= 0 ? found : -found - 2;
    return last < 0 ? offset : to[last] + offset - from[last];
  }

  /** The positions of trees in this text, computed from their positions in the file. */
  SourcePositions positions(SourcePositions positions) {
    return count == 0 ? positions : new Positions(positions);
  }

  private final class Positions implements SourcePositions {
    private final SourcePositions positions;

    Positions(SourcePositions positions) {
      this.positions = positions;
    }

    @Override
    public long getStartPosition(CompilationUnitTree unit, Tree tree) {
      return offset((int) positions.getStartPosition(unit, tree));
    }

    @Override
    public long getEndPosition(CompilationUnitTree unit, Tree tree) {
      return offset((int) positions.getEndPosition(unit, tree));
    }
  }

  private String decode(String file) {
    StringBuilder out = new StringBuilder(file.length());
    // As in javac: after a backslash that is not itself escaped, another backslash does not begin
    // an escape.
    boolean behindBackslash = false;
    boolean behindEscape = false;
    // The same for a reader of the text written here.
    boolean mayBeginEscape = false;
    int at = 0;
    while (at < file.length()) {
      int end = at + 1;
      char character = file.charAt(at);
      boolean isEscape = false;
      if (character == '\\' && (!behindBackslash || behindEscape)) {
        int endOfEscape = endOfEscape(file, at);
        if (endOfEscape > 0) {
          isEscape = true;
          end = endOfEscape;
          character = (char) Integer.parseInt(file, end - 4, end, 16);
        }
        behindBackslash = character == '\\' && !behindBackslash;
      } else {
        behindBackslash = false;
      }
      behindEscape = isEscape;
      int before = out.length();
      if (character == 'u' && mayBeginEscape) {
        out.append('\\');
      }
      mayBeginEscape = character == '\\' && !mayBeginEscape;
      if (character == MARK) {
        out.append("\\u0086");
      } else {
        out.append(character);
      }
      if (end - at != out.length() - before) {
        note(end, out.length());
      }
      at = end;
    }
    return out.toString();
  }

  /** The end of the unicode escape that begins at a backslash, or -1 if no escape begins there. */
  private static int endOfEscape(String file, int backslash) {
    int at = backslash + 1;
    while (at < file.length() && file.charAt(at) == 'u') {
      at++;
    }
    int end = at + 4;
    if (at == backslash + 1 || end > file.length()) {
      return -1;
    }
    for (int i = at; i < end; i++) {
      if (Character.digit(file.charAt(i), 16) < 0) {
        return -1;
      }
    }
    return end;
  }

  private void note(int offsetInFile, int offset) {
    if (count == here.length) {
      inFile = Arrays.copyOf(inFile, 2 * count + 8);
      here = Arrays.copyOf(here, 2 * count + 8);
    }
    inFile[count] = offsetInFile;
    here[count] = offset;
    count++;
  }
}
