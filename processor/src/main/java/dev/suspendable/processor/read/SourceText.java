package dev.suspendable.processor.read;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.SourcePositions;
import java.util.Arrays;

/**
 * The characters of a file as javac takes them, with its unicode escapes decoded (JLS 3.3). So text
 * may be compared, measured and cut without care for escapes, and what is cut from it means the
 * same wherever generated source has it: in code, in a literal or in a comment.
 *
 * <p>For this, two things stand in the text that were not in the file: a backslash in front of one
 * that would begin an escape when it is read again, which only a comment can have, and the escape
 * of the one character that generated source marks places with.
 */
final class SourceText {
  /** Begins a mark in generated source, while that is being written. */
  private static final char MARK = '\u0086';

  private final String text;

  /** Where the text goes on behind each of the places that differ, in the file and here. */
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

  /** The offset here of an offset in the file; what is no offset stays as it is. */
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

  /** Where trees stand in this text, by where they stand in the file. */
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
    // As javac: behind a backslash that is not escaped itself, another one begins no escape.
    boolean behindBackslash = false;
    boolean behindEscape = false;
    // The same for whoever reads what is written here.
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

  /** Where the unicode escape ends that begins at a backslash, or -1 if none does. */
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
