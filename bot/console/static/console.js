// What pages can't do without a script: hear of changes, say so, keep what is being written.
(() => {
  "use strict";
})();
