package dev.suspendable.processor.classfile;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Attribute;
import org.objectweb.asm.ByteVector;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;

/**
 * The mark of a class that the binder has processed. It allows tools to recognize such classes, and
 * distinguishes stale frames from unrelated classes with {@code $$} in their names.
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
 * <p>The mark is an attribute and not an annotation. javac and the JVM skip attributes that they do
 * not know. An annotation type would have to be on every class path, otherwise javac warns.
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

  /** The mark for a class that is written now. */
  public static SuspendableAttribute ofKind(int kind) {
    return new SuspendableAttribute(ABI_VERSION, kind);
  }

  /** The prototypes to pass to {@code ClassReader.accept} so that it recognizes the mark. */
  public static Attribute[] prototypes() {
    return new Attribute[] {new SuspendableAttribute(0, 0)};
  }

  /** Version of the calling convention that the class was bound with. */
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
