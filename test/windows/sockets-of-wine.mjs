// node --import: wine refuses the options of a socket that is kept alive, and a connection with them ends in "connect UNKNOWN".
import net from "node:net";

net.Socket.prototype.setKeepAlive = function () {
  return this;
};
