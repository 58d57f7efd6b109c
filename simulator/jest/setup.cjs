require('./index.cjs').install()
