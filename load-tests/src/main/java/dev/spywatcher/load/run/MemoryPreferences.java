package dev.spywatcher.load.run;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.prefs.AbstractPreferences;
import java.util.prefs.Preferences;
import java.util.prefs.PreferencesFactory;
import org.jspecify.annotations.Nullable;

/**
 * Preferences that end with the process. Gatling keeps in them when it last asked the internet for
 * a newer version of itself, and asks when that is long ago: here it never is.
 */
public final class MemoryPreferences implements PreferencesFactory {

  private static final String LAST_ASKED = "lastCheckTimestamp";

  /** Made when it is asked for: to make a node initializes {@link Preferences}, for good. */
  private static final class Root {
    static final Preferences NODE = new Node(null, "");
  }

  /** Makes them the process's preferences; to be called before anything reads one. */
  static void install() {
    System.setProperty("java.util.prefs.PreferencesFactory", MemoryPreferences.class.getName());
  }

  @Override
  public Preferences systemRoot() {
    return Root.NODE;
  }

  @Override
  public Preferences userRoot() {
    return Root.NODE;
  }

  private static final class Node extends AbstractPreferences {

    private final Map<String, String> values = new ConcurrentHashMap<>();
    private final Map<String, Node> children = new ConcurrentHashMap<>();

    Node(@Nullable AbstractPreferences parent, String name) {
      super(parent, name);
    }

    @Override
    protected void putSpi(String key, String value) {
      values.put(key, value);
    }

    @Override
    protected @Nullable String getSpi(String key) {
      return key.equals(LAST_ASKED) ? Long.toString(System.currentTimeMillis()) : values.get(key);
    }

    @Override
    protected void removeSpi(String key) {
      values.remove(key);
    }

    @Override
    protected void removeNodeSpi() {}

    @Override
    protected String[] keysSpi() {
      return values.keySet().toArray(String[]::new);
    }

    @Override
    protected String[] childrenNamesSpi() {
      return children.keySet().toArray(String[]::new);
    }

    @Override
    protected AbstractPreferences childSpi(String name) {
      return children.computeIfAbsent(name, key -> new Node(this, key));
    }

    @Override
    protected void syncSpi() {}

    @Override
    protected void flushSpi() {}
  }
}
