/** The page in a real browser, with a microphone that plays a file. */
@NullMarked
package parley.api.browser;

import org.jspecify.annotations.NullMarked;
