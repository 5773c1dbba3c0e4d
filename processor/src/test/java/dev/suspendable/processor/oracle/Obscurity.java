package dev.suspendable.processor.oracle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Gives names that hide others, or that are spelt oddly. A variable called as a class hides it
 * where both could be meant, so it gets the name only if its block has no such place; other blocks
 * of the same method may have.
 */
final class Obscurity {
  private static final List<String> PACKAGES = List.of("java", "dev", "suspendable", "oracle");

  private static final List<String> CLASSES =
      List.of(
          "P",
          "Base",
          "Box",
          "Color",
          "Pair",
          "Task",
          "Coroutines",
          "Awaiter",
          "Integer",
          "String",
          "Object",
          "List",
          "Effects",
          "Awaits",
          "Throwable",
          "Collections",
          "Objects",
          "Math",
          "Promise",
          "Void",
          "Frame",
          "H0",
          "Override",
          "Suspendable",
          "TaskPromise");

  private static final List<String> OURS =
      List.of(
          "frame",
          "state",
          "self",
          "awaiter",
          "step",
          "result",
          "exit",
          "run",
          "dispatch",
          "ramp",
          "direct",
          "value",
          "awaited",
          "location",
          "receiver",
          "outer",
          "create",
          "leave0",
          "entry",
          "suspended",
          "start",
          "resume",
          "handle",
          "record",
          "permits",
          "module");

  private static final List<String> MEMBERS =
      List.of("count", "total", "text", "box", "level", "mine", "given");

  private static final Pattern LOCAL = Pattern.compile("\\b(?:v\\d+_\\d+|p\\d+)\\b");
  private static final Pattern CLASS = Pattern.compile("\\b(?:[HLRW]\\d+|Inner)\\b");
  private static final Pattern METHOD = Pattern.compile("\\bm?c\\d+\\b|\\bmix\\b");
  private static final Pattern FIELD = Pattern.compile("\\b(?:count|total|box|mine)\\b");
  private static final Pattern SEEN =
      Pattern.compile(
          "\\b(?:v\\d+_\\d+|m?c\\d+|await|log|see|sum|join|Box|Pair|level|mix|Inner|count|mine|box|KI)\\b");

  private final Random random;
  private final Region all;
  private final String text;
  private final Map<String, String> names = new TreeMap<>();

  /** For each name that was given away, where it means what it was given to. */
  private final Map<String, List<Region>> regions = new TreeMap<>();

  /**
   * Where a name means something: in some statements, and in what is in them.
   *
   * @param text of both versions
   */
  private record Region(List<Piece> pieces, String text) {
    Region(List<Piece> pieces) {
      this(pieces, textOf(pieces));
    }

    boolean overlaps(Region other) {
      return holds(pieces, other.pieces.get(0)) || holds(other.pieces, pieces.get(0));
    }

    private static boolean holds(List<Piece> pieces, Piece one) {
      return pieces.stream().anyMatch(piece -> piece == one)
          || blocks(pieces).stream().anyMatch(block -> holds(inner(block), one));
    }
  }

  private Obscurity(Random random, Statement source) {
    this.random = random;
    all = new Region(source.pieces());
    text = all.text;
  }

  /** A spelling for a program: simple, or full of traps of one kind. */
  static Spelling draw(Random random, Statement source) {
    Obscurity drawn = new Obscurity(random, source);
    switch (random.nextInt(8)) {
      case 0, 1 -> drawn.obscure();
      case 2 -> drawn.escape();
      case 3 -> drawn.beyondAscii();
      default -> {}
    }
    return new Spelling(drawn.names);
  }

  private List<String> found(Pattern pattern) {
    TreeSet<String> found = new TreeSet<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      found.add(matcher.group());
    }
    List<String> shuffled = new ArrayList<>(found);
    Collections.shuffle(shuffled, random);
    return shuffled;
  }

  private String any(List<List<String>> lists) {
    List<String> list = lists.get(random.nextInt(lists.size()));
    return list.get(random.nextInt(list.size()));
  }

  // ---- Names that hide others.

  private void obscure() {
    for (String type : found(CLASS)) {
      if (random.nextInt(4) == 0) {
        String name = any(List.of(CLASSES, List.of("java", "frame")));
        if (!occurs(name, text) && !regions.containsKey(name)) {
          give(type, name, all);
        }
      }
    }
    for (String method : found(METHOD)) {
      if (random.nextInt(4) == 0) {
        String name = any(List.of(PACKAGES, CLASSES, OURS, MEMBERS));
        if (!Pattern.compile(word(name) + "\\s*\\(").matcher(text).find()
            && !names.containsValue(name)
            && !name.equals("run")) {
          names.put(method, name);
        }
      }
    }
    for (String field : found(FIELD)) {
      if (random.nextInt(4) == 0) {
        giveVariable(field, any(List.of(PACKAGES, CLASSES, OURS)), all);
      }
    }
    for (String local : found(LOCAL)) {
      for (int tries = 0; tries < 3 && !names.containsKey(local); tries++) {
        giveVariable(local, any(List.of(PACKAGES, CLASSES, OURS, MEMBERS)), region(local));
      }
    }
  }

  private void giveVariable(String variable, String name, Region region) {
    List<Region> others = regions.getOrDefault(name, List.of());
    if (others.stream().noneMatch(region::overlaps) && !isNeeded(name, region.text)) {
      give(variable, name, region);
    }
  }

  private void give(String old, String name, Region region) {
    names.put(old, name);
    regions.computeIfAbsent(name, any -> new ArrayList<>()).add(region);
  }

  /** Whether a variable of a name would hide something there. */
  private static boolean isNeeded(String name, String region) {
    if (name.equals("oracle") && region.contains(Faraway.PACKAGE)) {
      return true;
    }
    boolean isType = Character.isUpperCase(name.charAt(0));
    Matcher found = Pattern.compile(word(name)).matcher(region);
    while (found.find()) {
      String behind = region.substring(found.end()).stripLeading();
      boolean hides =
          isType ? behind.startsWith(".") || behind.startsWith("::") : !behind.startsWith("(");
      if (hides) {
        return true;
      }
    }
    return false;
  }

  private static boolean occurs(String name, String region) {
    return Pattern.compile(word(name)).matcher(region).find();
  }

  /** A name that does not stand behind a dot. */
  private static String word(String name) {
    return "(?<![\\w.$])" + Pattern.quote(name) + "(?![\\w$])";
  }

  // ---- The same names, spelt oddly.

  private void escape() {
    for (String name : found(SEEN)) {
      if (random.nextInt(3) == 0) {
        String shown = name.matches("v\\d+_\\d+") ? name.substring(0, name.indexOf('_')) : name;
        int at = random.nextInt(shown.length());
        String escaped = String.format("\\u%04x", (int) shown.charAt(at));
        String more = random.nextInt(4) == 0 ? escaped.replace("u", "uu") : escaped;
        names.put(name, shown.substring(0, at) + more + shown.substring(at + 1));
      }
    }
  }

  private void beyondAscii() {
    List<String> odd = List.of("größe", "変数", "\ud835\udc65", "ñ$", "été\\u0301", "_ß", "\\u00e4x");
    for (Pattern pattern : List.of(LOCAL, METHOD, CLASS, FIELD)) {
      for (String name : found(pattern)) {
        if (random.nextInt(3) == 0) {
          String given = odd.get(random.nextInt(odd.size()));
          names.put(name, given + name.replace('_', 'x'));
        }
      }
    }
  }

  // ---- Where a name means something.

  /** The innermost block with all places where a name occurs. */
  private Region region(String name) {
    int places = count(name, text);
    Region region = all;
    for (boolean deeper = true; deeper; ) {
      deeper = false;
      for (Block block : blocks(region.pieces)) {
        Region inner = new Region(inner(block));
        if (count(name, inner.text) == places) {
          region = inner;
          deeper = true;
          break;
        }
      }
    }
    return region;
  }

  private static List<Piece> inner(Block block) {
    return block.statements().stream().flatMap(each -> each.pieces().stream()).toList();
  }

  private static List<Block> blocks(List<Piece> pieces) {
    List<Block> blocks = new ArrayList<>();
    for (Piece piece : pieces) {
      if (piece instanceof Block block) {
        blocks.add(block);
      } else if (piece instanceof Operand operand) {
        blocks.addAll(blocks(operand.expression().pieces()));
      }
    }
    return blocks;
  }

  private static int count(String name, String text) {
    int count = 0;
    Matcher found = Pattern.compile("\\b" + name + "\\b").matcher(text);
    while (found.find()) {
      count++;
    }
    return count;
  }

  /** Both versions. */
  private static String textOf(List<Piece> pieces) {
    Statement all = new Statement(pieces, true);
    return Printer.transformed(all) + Printer.plain(all);
  }
}
