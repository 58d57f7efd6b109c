require('./index.cjs').install({ beforeEach, afterEach, afterAll })
