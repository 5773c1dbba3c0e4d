package dev.suspendable.internal;

/** What has a name in messages that is not its text, because that tells its state too. */
public interface Named {
  /**
   * Returns the name.
   *
   * @return a text such as {@code "Task.map"}, or what has the name in its place
   */
  Object subject();

  /**
   * Returns what names an object in a message.
   *
   * @param object any object
   * @return its subject, if it has one, or else the object
   */
  static Object subjectOf(Object object) {
    return object instanceof Named named ? subjectOf(named.subject()) : object;
  }

  /**
   * Returns the text of an object. A class of the user may fail here, and must not take the place
   * of what is to be told.
   *
   * @param object any object
   * @return its text, or else the name of its class
   */
  static String textOf(Object object) {
    try {
      return String.valueOf(object);
    } catch (Exception e) {
      return object.getClass().getName();
    }
  }
}
