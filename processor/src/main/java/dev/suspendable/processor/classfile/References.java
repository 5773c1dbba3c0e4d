package dev.suspendable.processor.classfile;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.objectweb.asm.ClassReader;

/** The classes that a class file mentions. */
public final class References {
  private static final int CONSTANT_UTF8 = 1;
  private static final int CONSTANT_CLASS = 7;

  /** A class name within a descriptor or a generic signature. */
  private static final Pattern IN_DESCRIPTOR =
      Pattern.compile("L([\\p{javaJavaIdentifierPart}/]+)");

  private References() {}

  /**
   * Binary names of all classes mentioned in instructions, descriptors and signatures. The result
   * may contain names that are not classes, because strings cannot be told from descriptors; such a
   * name costs a failed lookup.
   */
  public static Set<String> of(byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    char[] buffer = new char[reader.getMaxStringLength()];
    Set<String> names = new HashSet<>();
    for (int i = 1; i < reader.getItemCount(); i++) {
      int offset = reader.getItem(i);
      if (offset == 0) { // The second slot of a long or double.
        continue;
      }
      int tag = reader.readByte(offset - 1);
      if (tag == CONSTANT_CLASS) {
        add(names, reader.readUTF8(offset, buffer));
      } else if (tag == CONSTANT_UTF8) {
        addDescriptor(names, utf8(reader, offset));
      }
    }
    return names;
  }

  /**
   * Descriptors and signatures are nearly always ASCII. Classes with other names are found through
   * their class entries.
   */
  private static String utf8(ClassReader reader, int offset) {
    int length = reader.readUnsignedShort(offset);
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append((char) reader.readByte(offset + 2 + i));
    }
    return text.toString();
  }

  private static void addDescriptor(Set<String> names, String text) {
    if (text.indexOf(';') < 0) {
      return;
    }
    Matcher matcher = IN_DESCRIPTOR.matcher(text);
    while (matcher.find()) {
      add(names, matcher.group(1));
    }
  }

  private static void add(Set<String> names, String internalName) {
    if (internalName.startsWith("[")) {
      addDescriptor(names, internalName);
    } else {
      names.add(internalName.replace('/', '.'));
    }
  }
}
