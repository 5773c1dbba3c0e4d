package dev.suspendable.processor.classfile;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Attribute;
import org.objectweb.asm.ByteVector;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;

/**
 * The mark of a class that the binder has been at, so that tools can tell and stale frames can be
 * told from other people's classes with {@code $$} in their names.
 *
 * <pre>
 * Suspendable_attribute {
 *   u2 attribute_name_index;   // "Suspendable"
 *   u4 attribute_length;       // 4
 *   u2 abi_version;            // 1
 *   u2 kind;                   // 1: host or nest host, 2: frame or a class nested in one
 * }
 * </pre>
 *
 * <p>An attribute and not an annotation: javac and the JVM skip attributes they do not know, while
 * an annotation type would have to be on every class path, or javac warns of it.
 */
public final class SuspendableAttribute extends Attribute {
  /** The calling convention between hosts, frames and the runtime that this binder produces. */
  public static final int ABI_VERSION = 1;

  /** Kind of a class that declares coroutines, or of its nest host. */
  public static final int HOST = 1;

  /** Kind of a frame class, or of a class nested in one. */
  public static final int FRAME = 2;

  private static final String NAME = "Suspendable";

  private final int abiVersion;
  private final int kind;

  private SuspendableAttribute(int abiVersion, int kind) {
    super(NAME);
    this.abiVersion = abiVersion;
    this.kind = kind;
  }

  /** The mark for a class written now. */
  public static SuspendableAttribute ofKind(int kind) {
    return new SuspendableAttribute(ABI_VERSION, kind);
  }

  /** What to hand to {@code ClassReader.accept} so that the mark is recognised. */
  public static Attribute[] prototypes() {
    return new Attribute[] {new SuspendableAttribute(0, 0)};
  }

  /** Version of the calling convention the class was bound with. */
  public int abiVersion() {
    return abiVersion;
  }

  /** {@link #HOST} or {@link #FRAME}. */
  public int kind() {
    return kind;
  }

  @Override
  protected Attribute read(
      ClassReader reader,
      int offset,
      int length,
      char[] buffer,
      int codeAttributeOffset,
      Label @Nullable [] labels) {
    return new SuspendableAttribute(
        reader.readUnsignedShort(offset), reader.readUnsignedShort(offset + 2));
  }

  @Override
  protected ByteVector write(
      ClassWriter writer, byte @Nullable [] code, int codeLength, int maxStack, int maxLocals) {
    return new ByteVector(4).putShort(abiVersion).putShort(kind);
  }
}
