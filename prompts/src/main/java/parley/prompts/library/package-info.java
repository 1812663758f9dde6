/** The shipped prompts and phrases, and their choice by name and locale. */
@NullMarked
package parley.prompts.library;

import org.jspecify.annotations.NullMarked;
